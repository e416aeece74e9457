/// Between two sessions: scan a formula, resume, see what waits.
@NullMarked
package io.prepstation.kiosk.ui.home;

import org.jspecify.annotations.NullMarked;
