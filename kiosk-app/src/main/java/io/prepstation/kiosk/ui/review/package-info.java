/// A formula at an amount, before anything is created.
@NullMarked
package io.prepstation.kiosk.ui.review;

import org.jspecify.annotations.NullMarked;
