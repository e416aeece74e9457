package io.prepstation.kiosk.ui;

import io.prepstation.kiosk.ui.desk.StationFacts;
import io.prepstation.kiosk.ui.look.Panel;
import io.prepstation.kiosk.ui.look.Theme;
import java.util.Locale;

/// What is decided about the screens before they are built.
///
/// @param locale English and German have texts; any other shows English
public record Setup(StationFacts facts, Panel panel, Locale locale, Theme theme) {}
