/// A supervisor stands for something, with name and reason.
@NullMarked
package io.prepstation.kiosk.ui.approving;

import org.jspecify.annotations.NullMarked;
