/// What the screens are shown, and what they ask of the station. Values only.
@NullMarked
package io.prepstation.kiosk.ui.desk;

import org.jspecify.annotations.NullMarked;
