/// What was counted at this station, as charts.
@NullMarked
package io.prepstation.kiosk.ui.statistics;

import org.jspecify.annotations.NullMarked;
