using System.Collections;
using System.Collections.Immutable;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Views;

namespace CycleSim.Workloads.GraphLowering;

/// <summary>
/// Where the gradient of stored activations is gathered. All views of one stored activation share it: each user writes the part that it
/// sees, or adds to what others have written there.
/// </summary>
/// <param name="name">Name of the error tensor.</param>
/// <param name="slices">Slices of it.</param>
/// <param name="wordsPerSlice">Words of a slice.</param>
internal sealed class GradientSpace(string name, int slices, int wordsPerSlice)
{
    private readonly BitArray _written = new(wordsPerSlice);

    /// <summary>Name of the error tensor.</summary>
    public string Name => name;

    /// <summary>Slices of the error tensor.</summary>
    public int Slices => slices;

    /// <summary>Words of a slice of it.</summary>
    public int WordsPerSlice => wordsPerSlice;

    /// <summary>The error tensor, once somebody has written to it; its gradient may lie in that of another activation.</summary>
    public TensorSpec? Error { get; private set; }

    /// <summary>Whether the tensor belongs to another activation too and so must not be written.</summary>
    public bool IsShared { get; private set; }

    /// <summary>Whether every word has been written.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Takes the error of another activation as this one's.</summary>
    public void Share(TensorSpec error)
    {
        (Error, IsShared) = (error, true);
        MarkAll();
    }

    /// <summary>Has a tensor of its own from now on.</summary>
    public void Own(TensorSpec error) => (Error, IsShared) = (error, false);

    /// <summary>How much of a view has been written: nothing, all, or some of it.</summary>
    public Coverage CoverageOf(StridedView view)
    {
        if (IsComplete)
            return Coverage.All;
        long covered = 0;
        long words = 0;
        foreach (WordRun run in Runs(view))
        {
            for (int word = run.Word; word < run.Word + run.Length; word++)
                covered += _written[word] ? 1 : 0;
            words += run.Length;
        }

        return covered == 0 ? Coverage.None : covered == words ? Coverage.All : Coverage.Some;
    }

    /// <summary>Notes that a view has been written.</summary>
    public void Mark(StridedView view)
    {
        if (IsComplete)
            return;
        if (view.Words == (long)slices * wordsPerSlice)
        {
            MarkAll();
            return;
        }

        foreach (WordRun run in Runs(view))
            for (int word = run.Word; word < run.Word + run.Length; word++)
                _written[word] = true;
        IsComplete = _written.HasAllSet();
    }

    /// <summary>Notes that all has been written.</summary>
    public void MarkAll() => IsComplete = true;

    /// <summary>Words of each slice that nobody has written.</summary>
    public IEnumerable<WordRun> Unwritten()
    {
        for (int word = 0; word < wordsPerSlice; word++)
        {
            if (_written[word])
                continue;
            int start = word;
            while (word < wordsPerSlice && !_written[word])
                word++;
            yield return new WordRun(0, start, word - start);
        }
    }

    private ImmutableArray<WordRun> Runs(StridedView view) =>
        SlicedWords.Of(view, wordsPerSlice) is { } words && words.Slices == new SliceRange(0, slices)
            ? words.Runs
            : throw new NotSupportedException($"a part of the batch of {name} is used alone");
}
