package org.trano.registry.scoring.internal.plan;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trano.registry.scoring.indicator.Indicator;
import org.trano.registry.scoring.indicator.IndicatorFrame;
import org.trano.registry.scoring.internal.expression.Range;
import org.trano.registry.scoring.internal.expression.Row;

/** One household of a frame at a time. Not thread-safe. */
public final class FrameRow implements Row {
    private final IndicatorFrame frame;
    private final Map<Integer, Indicator.Value> assumed;
    private int row;

    /**
     * The first household of a frame.
     *
     * @param frame the frame
     * @param assumed what is assumed where something is missing, by column
     */
    public FrameRow(IndicatorFrame frame, Map<Integer, Indicator.Value> assumed) {
        this.frame = frame;
        this.assumed = assumed;
    }

    /**
     * Goes to a household.
     *
     * @param to its row
     * @return this
     */
    public FrameRow at(int to) {
        this.row = to;
        return this;
    }

    @Override
    public double number(int column) {
        double number = frame.number(row, column);
        return Double.isNaN(number) && assumed.get(column) instanceof Indicator.NumberValue value
                ? value.value()
                : number;
    }

    @Override
    public @Nullable String code(int column) {
        if (frame.code(row, column) < 0) {
            return assumed.get(column) instanceof Indicator.CodeValue value ? value.value() : null;
        }
        return ((Indicator.CodeValue) frame.value(row, column)).value();
    }

    @Override
    public Range range(int column) {
        double number = number(column);
        Indicator indicator = frame.indicators().get(column);
        return Double.isNaN(number) ? new Range(indicator.least(), indicator.most()) : Range.of(number);
    }

    @Override
    public boolean isMissing(int column) {
        return frame.value(row, column) instanceof Indicator.Missing && !assumed.containsKey(column);
    }
}
