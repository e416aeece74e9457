/// The session is saved; where its record is now.
@NullMarked
package io.prepstation.kiosk.ui.completed;

import org.jspecify.annotations.NullMarked;
