"""Publications of one item held against each other (同源比对): regions, channels, rounds."""
