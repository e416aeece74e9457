/// One ingredient, lot or container, field by field.
@NullMarked
package io.prepstation.kiosk.ui.material;

import org.jspecify.annotations.NullMarked;
