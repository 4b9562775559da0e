enum PlaceholderMilepostReports {}
