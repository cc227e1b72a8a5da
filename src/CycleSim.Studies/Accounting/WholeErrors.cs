using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Studies.Accounting;

/// <summary>The errors of all layers, to which each layer behind adds its share.</summary>
/// <param name="network">The network.</param>
/// <param name="builder">Creates structures.</param>
internal sealed class WholeErrors(Network network, ProgramBuilder builder)
{
    private readonly AccountStructure?[] _partial = new AccountStructure?[network.Layers.Length];
    private readonly bool[] _isAlias = new bool[network.Layers.Length];
    private readonly int[] _missing =
        [.. network.Layers.Select(layer => network.Layers.Sum(behind => behind.Inputs.Count(input => input == layer.Index)))];

    /// <summary>The error of a layer.</summary>
    public AccountStructure Of(Layer layer) => _partial[layer.Index]!;

    /// <summary>Takes the error of a sum as it is, where that is possible without a copy.</summary>
    public bool TryAlias(int producer, AccountStructure error)
    {
        bool isMaskedHere = _missing[producer] == 1 && network.Layers[producer].NeedsReluMask;
        if (_partial[producer] is not null || isMaskedHere)
            return false;
        (_partial[producer], _isAlias[producer]) = (error, true);
        _missing[producer]--;
        return true;
    }

    /// <summary>Adds a share.</summary>
    /// <param name="producer">The layer whose error it is.</param>
    /// <param name="output">Its output, whose signs are the mask of a ReLU.</param>
    /// <param name="isMasked">Whether that mask is known without it.</param>
    public WholeShare Contribute(int producer, AccountStructure output, bool isMasked)
    {
        bool isLast = _missing[producer]-- == 1;
        AccountStructure? before = _partial[producer];
        AccountStructure target = before is not null && !_isAlias[producer]
            ? before
            : builder.Images($"{network.Layers[producer].Name} error", TensorRole.Error, output.WordsPerSlice);
        (_partial[producer], _isAlias[producer]) = (target, false);
        bool needsMask = isLast && !isMasked && network.Layers[producer].NeedsReluMask;
        return new(target, [.. before is null ? [] : new[] { before }, .. needsMask ? [output] : Array.Empty<AccountStructure>()]);
    }
}
