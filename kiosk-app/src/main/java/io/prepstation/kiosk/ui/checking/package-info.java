/// Checking the balance, weight by weight.
@NullMarked
package io.prepstation.kiosk.ui.checking;

import org.jspecify.annotations.NullMarked;
