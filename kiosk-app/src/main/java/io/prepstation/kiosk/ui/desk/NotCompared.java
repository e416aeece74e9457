package io.prepstation.kiosk.ui.desk;

/// Station and hub could not be compared.
///
/// @param why what happened and what to do
public record NotCompared(String why) {}
