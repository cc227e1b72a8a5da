using System.Collections.Immutable;
using CycleSim.Workloads.Networks;

namespace CycleSim.Studies.Accounting;

/// <summary>The products of a convolution or fully connected layer.</summary>
/// <param name="layer">The layer.</param>
/// <param name="input">Its input.</param>
/// <param name="weights">Its weights.</param>
internal sealed class LayerProducts(Layer layer, AccountStructure input, AccountStructure weights)
{
    private readonly Window _window = new(layer);

    /// <summary>Windows times kernels.</summary>
    public Product Forward(AccountStructure output) => new(
        new LocationOperand(_window.Windows())
        {
            Structure = input,
            Lanes = _window.OutPixels * input.Slices,
            Depth = _window.Depth,
        },
        new LocationOperand([[new WordPiece(0, 0, _window.Depth)]])
        {
            Structure = weights,
            Lanes = _window.Out,
            Depth = _window.Depth,
        },
        new(output, Pixels(_window.OutPixels, _window.Out)));

    /// <summary>Errors of the output times kernels, for each class of pixels that some tap reaches.</summary>
    public IEnumerable<Product> InputGradient(AccountStructure error, AccountStructure target) =>
        from phase in _window.Phases()
        where phase.Taps.Length > 0
        let depth = (long)phase.Taps.Length * _window.Out
        select new Product(
            new LocationOperand(phase.Errors) { Structure = error, Lanes = phase.Pixels.Length * error.Slices, Depth = depth },
            new WordOperand([.. phase.Taps.Select(tap => ToPieces(tap, _window.In))])
            {
                Structure = weights,
                Lanes = _window.In,
                Depth = depth,
            },
            new(target, [.. phase.Pixels.Select(pixel => pixel * _window.In)]));

    /// <summary>Words of the input's error that no tap reaches.</summary>
    public long UntouchedWords =>
        _window.Phases().Where(phase => phase.Taps.Length == 0).Sum(phase => (long)phase.Pixels.Length) * _window.In * input.Slices;

    /// <summary>Errors of the output times windows.</summary>
    public Product WeightGradient(AccountStructure error, AccountStructure gradient) => new(
        new WordOperand([.. Pixels(_window.OutPixels, _window.Out).Select(word => ToPieces(word, _window.Out))])
        {
            Structure = error,
            Lanes = _window.Out,
            Depth = _window.OutPixels * error.Slices,
        },
        new WordOperand(_window.Windows())
        {
            Structure = input,
            Lanes = _window.Depth,
            Depth = _window.OutPixels * error.Slices,
            Channels = _window.In,
        },
        new(gradient, [0]));

    private static ImmutableArray<long> Pixels(int count, int words) =>
        [.. Enumerable.Range(0, count).Select(pixel => (long)pixel * words)];

    private static ImmutableArray<WordPiece> ToPieces(long word, int length) => [new(0, word, length)];
}
