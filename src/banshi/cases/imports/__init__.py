"""Filing by workbook: upload, check, preview, drafts, scans, report. The long parts are the worker's, a part at a time."""
