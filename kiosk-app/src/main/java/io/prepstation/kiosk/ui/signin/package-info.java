/// Who weighs: choosing an operator.
@NullMarked
package io.prepstation.kiosk.ui.signin;

import org.jspecify.annotations.NullMarked;
