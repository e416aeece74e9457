/// What stands on a label, however it is printed or shown.
@NullMarked
package io.prepstation.model.label;

import org.jspecify.annotations.NullMarked;
