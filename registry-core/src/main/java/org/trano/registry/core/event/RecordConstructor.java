package org.trano.registry.core.event;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.module.SimpleValueInstantiators;

/**
 * Calls a record's constructor with the components that were read. Jackson's own way works out anew for each record how to spread
 * its arguments, which took a third of the time of reading; here that is done once for each type.
 */
final class RecordConstructor extends StdValueInstantiator {
    private static final MethodType SPREAD = MethodType.methodType(Object.class, Object[].class);

    private final transient MethodHandle constructor;

    private RecordConstructor(StdValueInstantiator standard, MethodHandle constructor) {
        super(standard);
        this.constructor = constructor;
    }

    /** Takes the place of Jackson's own for all records whose constructors can be seen from here. */
    static final class Lookup extends SimpleValueInstantiators {
        private static final long serialVersionUID = 1;

        @Override
        public ValueInstantiator modifyValueInstantiator(
                DeserializationConfig config, BeanDescription.Supplier bean, ValueInstantiator instantiator) {
            if (bean.getBeanClass().isRecord()
                    && instantiator.getClass() == StdValueInstantiator.class
                    && instantiator.getWithArgsCreator() != null
                    && instantiator.getWithArgsCreator().getAnnotated() instanceof Constructor<?> found) {
                try {
                    MethodHandle constructor = MethodHandles.lookup()
                            .unreflectConstructor(found)
                            .asSpreader(Object[].class, found.getParameterCount())
                            .asType(SPREAD);
                    return new RecordConstructor((StdValueInstantiator) instantiator, constructor);
                } catch (IllegalAccessException e) {
                    // An event type of somebody else's module, open to Jackson alone.
                    return instantiator;
                }
            }
            return instantiator;
        }
    }

    @Override
    @SuppressWarnings("IllegalCatch")
    public @Nullable Object createFromObjectWith(DeserializationContext context, @Nullable Object[] components) {
        try {
            return (Object) constructor.invokeExact(components);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            return context.handleInstantiationProblem(_valueClass, components, rewrapCtorProblem(context, e));
        }
    }
}
