package org.trano.registry.scoring.plugin;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.trano.registry.core.household.Household;
import org.trano.registry.scoring.Scorer;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.IndicatorDefinition;
import org.trano.registry.scoring.indicator.MissingReason;
import org.trano.registry.scoring.internal.Guard;
import org.trano.registry.scoring.internal.GuardedLine;

/**
 * An indicator of a plug-in of which everything but the values was asked once, and whose values are asked on a thread of its own that
 * is left behind when it hangs. Handing a household over costs some microseconds.
 */
final class PluginIndicator implements IndicatorDefinition {
    private static final Duration HOUSEHOLD_LIMIT = Duration.ofSeconds(1);

    private final String name;
    private final String version;
    private final Indicator.Type type;
    private final IndicatorDefinition foreign;
    private final GuardedLine<Household, Indicator.Value> line;

    /** How often it took too long; guarded by this. */
    private int stuck;

    private PluginIndicator(String name, String version, Indicator.Type type, IndicatorDefinition foreign) {
        this.name = name;
        this.version = version;
        this.type = type;
        this.foreign = foreign;
        this.line = new GuardedLine<>("indicator " + name, HOUSEHOLD_LIMIT, foreign::of);
    }

    /**
     * Asks an indicator what it is.
     *
     * @throws IllegalArgumentException if an answer makes no sense
     * @throws Guard.SlowException if there is none in time
     * @throws Guard.FailedException if it throws instead
     */
    static PluginIndicator of(IndicatorDefinition foreign, Duration limit) {
        Objects.requireNonNull(foreign, "an indicator is null");
        PluginIndicator indicator = Guard.call(
                "scoring plug-in",
                limit,
                () -> new PluginIndicator(foreign.name(), foreign.version(), foreign.type(), foreign));
        PluginModel.requireId("an indicator", indicator.name);
        PluginModel.require("the version of the indicator '" + indicator.name + "'", indicator.version);
        Objects.requireNonNull(indicator.type, "type() gives null");
        return indicator;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Indicator.Type type() {
        return type;
    }

    @Override
    public synchronized Indicator.Value of(Household household) {
        if (stuck >= Scorer.MOST_STUCK) {
            return failed("it was stuck on " + Scorer.MOST_STUCK + " households");
        }
        try {
            return checked(line.call(household));
        } catch (Guard.SlowException e) {
            stuck++;
            return failed(String.valueOf(e.getMessage()));
        } catch (Guard.FailedException e) {
            return failed(String.valueOf(e.getMessage()));
        }
    }

    private Indicator.Value checked(Indicator.Value value) {
        if (value instanceof Indicator.Missing missing) {
            return missing.reason() == null || missing.detail() == null ? failed("it gives null") : missing;
        }
        if (type == Indicator.Type.NUMBER) {
            if (value instanceof Indicator.NumberValue number && Double.isFinite(number.value())) {
                return number.value() == 0 ? new Indicator.NumberValue(0.0) : number;
            }
            return failed("it gives " + value.getClass().getSimpleName() + " '" + shortened(value.text())
                    + "', which is no finite number");
        }
        @Nullable String code = value instanceof Indicator.CodeValue one ? one.value() : null;
        return code == null || code.isBlank() ? failed("it gives no code") : value;
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private Indicator.Missing failed(String what) {
        return new Indicator.Missing(MissingReason.PLUGIN_FAILED, name + ": " + what);
    }

    @Override
    public String toString() {
        return name + " " + version + " of " + foreign.getClass().getName();
    }
}
