using System.Collections.Immutable;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.Machine;
using CycleSim.Accelerator.Mapping.Objectives;
using CycleSim.Memoization;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>Makes mappers of GEMM operations. Those of equal shape, whose tensors lie alike in lines, share a search.</summary>
/// <param name="layouts">Layout of each tensor, by id.</param>
/// <param name="machine">The machine.</param>
/// <param name="choice">What the choice of tiles makes as small as possible.</param>
internal sealed class TileSearches(IReadOnlyList<TensorLayout> layouts, MachineSpec machine, MappingChoice choice)
{
    private const int Missing = -1;

    private readonly KeyBlockTable _shapes = new();
    private readonly Dictionary<int, (GemmOperation Gemm, TileSearch Search)> _searches = [];
    private readonly StateKeyBuilder _key = new();

    /// <summary>The mapper of an operation.</summary>
    internal GemmTileMapper MapperOf(GemmOperation gemm)
    {
        Describe(gemm);
        int shape = _shapes.Intern(_key.Span).Id;
        if (!_searches.TryGetValue(shape, out (GemmOperation Gemm, TileSearch Search) alike))
            _searches.Add(shape, alike = (gemm, new TileSearch(gemm, layouts, machine, choice)));
        ImmutableDictionary<int, int> ids = TensorsOf(gemm).Zip(TensorsOf(alike.Gemm))
            .Where(pair => pair.First is not null).DistinctBy(pair => pair.First!.Id)
            .ToImmutableDictionary(pair => pair.First!.Id, pair => pair.Second!.Id);
        return new GemmTileMapper(gemm, machine, alike.Search, ids);
    }

    private static TensorSpec?[] TensorsOf(GemmOperation gemm) =>
        [gemm.Rows.Tensor, gemm.Columns.Tensor, gemm.Output.Tensor, gemm.Bias, gemm.RowSums, .. gemm.OutputReads];

    /// <summary>Writes down all that a search depends on.</summary>
    private void Describe(GemmOperation gemm)
    {
        _key.Clear();
        TensorSpec?[] tensors = TensorsOf(gemm);
        _key.Add(tensors.Length);
        foreach (TensorSpec? tensor in tensors)
            Add(tensor, tensors);
        _key.Add(gemm.VectorOffset);
        MovedWordsKey.Add(_key, gemm.Rows, StartOf(gemm.Rows.Tensor, MovedWordsKey.FirstWord(gemm.Rows)));
        MovedWordsKey.Add(_key, gemm.Columns, StartOf(gemm.Columns.Tensor, MovedWordsKey.FirstWord(gemm.Columns)));
        foreach (TensorSpec output in gemm.OutputReads.Append(gemm.Output.Tensor))
            MovedWordsKey.Add(_key, gemm.Output, StartOf(output, gemm.Output.WordBase[0]));
        foreach (GemmShift shift in gemm.Repeats)
        {
            foreach (WordShift words in (WordShift[])[shift.Rows, shift.Columns, shift.Output])
            {
                _key.Add(words.Slices);
                _key.Add(words.Words);
            }

            _key.Add(shift.Vectors);
        }
    }

    private void Add(TensorSpec? tensor, TensorSpec?[] all)
    {
        if (tensor is null)
        {
            _key.Add(Missing);
            return;
        }

        _key.Add(Array.FindIndex(all, other => other?.Id == tensor.Id));
        _key.Add((int)tensor.Role);
        MovedWordsKey.Add(_key, layouts[tensor.Id]);
    }

    private int StartOf(TensorSpec tensor, int word) => MovedWordsKey.StartOf(layouts[tensor.Id], word);
}
