"""Readers of office documents: DOCX, XLSX and PPTX (ECMA-376, https://ecma-international.org/publications-and-standards/standards/ecma-376/)."""
