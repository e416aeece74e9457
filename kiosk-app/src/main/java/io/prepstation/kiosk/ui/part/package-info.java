/// The parts screens are made of: cards, tables, number pad, hazard label, session label, camera picture.
@NullMarked
package io.prepstation.kiosk.ui.part;

import org.jspecify.annotations.NullMarked;
