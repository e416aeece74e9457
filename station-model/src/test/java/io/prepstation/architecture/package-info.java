/// The rules of the architecture as tests, inherited by every module.
@NullMarked
package io.prepstation.architecture;

import org.jspecify.annotations.NullMarked;
