/// The strict template loader, the template groups and the fixed kernels.
package dev.vitcc.templates;
