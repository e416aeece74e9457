/// One of many is chosen: a person, a status.
@NullMarked
package io.prepstation.kiosk.ui.choosing;

import org.jspecify.annotations.NullMarked;
