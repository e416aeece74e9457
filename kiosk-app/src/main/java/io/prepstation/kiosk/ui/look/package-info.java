/// How the screens look: sizes from the panel's millimetres, themes, fonts, icons, hazard pictograms.
@NullMarked
package io.prepstation.kiosk.ui.look;

import org.jspecify.annotations.NullMarked;
