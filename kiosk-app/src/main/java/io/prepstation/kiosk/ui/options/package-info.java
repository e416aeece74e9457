/// What else can be done about a step, for the rare cases.
@NullMarked
package io.prepstation.kiosk.ui.options;

import org.jspecify.annotations.NullMarked;
