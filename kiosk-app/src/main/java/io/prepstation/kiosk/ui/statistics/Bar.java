package io.prepstation.kiosk.ui.statistics;

/// One bar of a chart.
///
/// @param share of the longest bar, 0 to 1000
/// @param value as it is read
/// @param basis of how many weighings or steps
public record Bar(String name, int share, String value, String basis) {}
