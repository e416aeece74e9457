/// Figures for who watches over the station.
@NullMarked
package io.prepstation.kiosk.metrics;

import org.jspecify.annotations.NullMarked;
