/// What is weighed: ingredients and their hazards.
@NullMarked
package io.prepstation.model.material;

import org.jspecify.annotations.NullMarked;
