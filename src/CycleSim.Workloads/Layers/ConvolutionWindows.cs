using System.Collections.Immutable;
using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Workloads.Layers;

/// <summary>The keys of the windows of convolutions, transposed or not.</summary>
internal sealed class ConvolutionWindows
{
    private readonly Key<ImmutableArray<int>> _stride;
    private readonly Key<ImmutableArray<int>> _dilation;
    private readonly Key<int> _groups;
    private readonly Key<string>? _autoPad;

    /// <summary>Declares them.</summary>
    /// <param name="keys">Where.</param>
    /// <param name="pads">Whether padding may follow from the input.</param>
    public ConvolutionWindows(KeySet keys, bool pads)
    {
        _stride = WindowKeys.Stride(keys, 1);
        _dilation = WindowKeys.Dilation(keys);
        _autoPad = pads ? WindowKeys.AutoPad(keys) : null;
        _groups = keys.Int("groups", "Groups of channels; as many as channels is depthwise.", 1, NetworkLimits.Channels, fallback: 1);
    }

    /// <summary>Reads the window of a layer.</summary>
    /// <exception cref="Platform.InputException">It does not fit the input, or the groups do not divide the channels.</exception>
    public WindowSettings Read(KeyValues keys, FeatureMap input, int outChannels)
    {
        (AxisWindow rows, AxisWindow columns) = WindowKeys.Read(keys, keys.Get(_stride), keys.Get(_dilation));
        (rows, columns) = _autoPad is { } autoPad && keys.Has(autoPad)
            ? WindowKeys.Automatic(keys, autoPad, rows, columns, input)
            : WindowKeys.Padded(keys, rows, columns);
        int groups = keys.Get(_groups);
        if (input.Channels % groups != 0 || outChannels % groups != 0)
        {
            throw keys.Error(
                _groups,
                $"does not divide the {input.Channels} input channels and {outChannels} output channels; allowed: what divides both");
        }

        return new WindowSettings(rows, columns, groups);
    }
}
