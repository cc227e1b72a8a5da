using System.Collections.Immutable;
using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Layers;

/// <summary>What the pooling layers have in common: their keys and shapes.</summary>
internal static class Pooling
{
    internal static readonly KeySet Keys = new(
        "pooling layer", "A pooling layer. Windows that do not fit completely are left out, unless it rounds up.", LayerKeys.Windowed);

    private static readonly Key<ImmutableArray<int>> Stride = WindowKeys.Stride(Keys, whenMissing: "as kernel");

    private static readonly Key<bool> CeilMode = Keys.Bool(
        "ceil_mode", "Whether a last window that does not fit completely counts, if it starts before the zeros at the end.", false);

    internal static Layer Read(LayerReader reader, ILayerKind kind, bool countIncludePad = true)
    {
        LayerSource source = ImageShapes.Take(reader);
        FeatureMap input = source.Output;
        KeyValues keys = reader.Keys;
        ImmutableArray<int> stride = keys.GetOr(Stride, keys.Get(LayerKeys.Kernel));
        (AxisWindow rows, AxisWindow columns) = WindowKeys.Read(keys, stride, [1]);
        (rows, columns) = WindowKeys.Padded(keys, rows, columns);
        WindowKeys.RequireFit(keys, rows, columns, input);
        bool ceil = keys.Get(CeilMode);
        var window = new WindowSettings(rows, columns, 1, ceil, countIncludePad);
        Layer layer = reader.Start(kind, source) with
        {
            Output = new(input.Channels, (int)rows.Steps(input.Height, ceil), (int)columns.Steps(input.Width, ceil)),
            Kernel = rows.Kernel,
            Stride = rows.Stride,
            Padding = rows.PadBegin,
            Settings = window.IsPlain ? null : window,
        };
        return reader.Checked(LayerKeys.Kernel, layer);
    }

    internal static void AddOperators(Layer layer, LayerOperators operators, bool isMax)
    {
        WindowSettings window = WindowSettings.Of(layer);
        operators.Finish(operators.Add("", [operators.Input()], operators.ShapeOf(layer.Output), (name, inputs, outputs) =>
            new PoolOperator(name, isMax, inputs, outputs, window.Rows, window.Columns)
            {
                CountIncludePad = window.CountIncludePad,
            }));
    }
}
