/// The list of ingredients, lots and containers.
@NullMarked
package io.prepstation.kiosk.ui.materials;

import org.jspecify.annotations.NullMarked;
