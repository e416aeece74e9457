/// A weight that is typed, because the balance cannot say it.
@NullMarked
package io.prepstation.kiosk.ui.manual;

import org.jspecify.annotations.NullMarked;
