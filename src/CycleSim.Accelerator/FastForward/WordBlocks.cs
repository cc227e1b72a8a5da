namespace CycleSim.Accelerator.FastForward;

/// <summary>Words that stand together in many keys and results, kept once.</summary>
/// <param name="Id">Stands for the words.</param>
/// <param name="Words">The words.</param>
internal sealed record WordBlock(int Id, int[] Words);

/// <summary>All blocks of a run. Ids are never given twice, so that a key stays right when the blocks are forgotten.</summary>
internal sealed class WordBlocks
{
    private readonly WordMemo<WordBlock> _blocks = new();
    private int _nextId;

    /// <summary>Words that a block takes beside its own, about.</summary>
    private const int Overhead = 32;

    /// <summary>Words of all blocks.</summary>
    internal long WordCount { get; private set; }

    /// <summary>The block of some words.</summary>
    internal WordBlock Of(ReadOnlySpan<int> words)
    {
        if (!_blocks.TryGet(words, out WordBlock? block))
        {
            int[] copy = words.ToArray();
            block = new WordBlock(_nextId++, copy);
            _blocks.Add(copy, block);
            WordCount += copy.Length + Overhead;
        }

        return block;
    }

    internal void Clear()
    {
        _blocks.Clear();
        WordCount = 0;
    }
}
