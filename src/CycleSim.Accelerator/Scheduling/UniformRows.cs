using CycleSim.Accelerator.Dataflow;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Scheduling;

/// <summary>
/// Rows of words that lie alike in lines of their own, as those of a matrix: their lines need no counting one by one.
/// </summary>
internal sealed class UniformRows
{
    private readonly TensorLayout _layout;
    private readonly int _offset;

    private UniformRows(TensorLayout layout, int offset) => (_layout, _offset) = (layout, offset);

    /// <summary>The rows of outputs; null where they lie differently in lines, or share some.</summary>
    /// <param name="output">The outputs.</param>
    /// <param name="width">Words of a row.</param>
    /// <param name="layout">Layout of the tensor.</param>
    internal static UniformRows? Of(GemmOutput output, long width, TensorLayout layout)
    {
        if (layout.BlockWords > 0)
            return null;
        int offset = output.WordBase[0] % layout.WordsPerLine;
        int free = 0;
        foreach (int word in output.WordBase)
            if (!IsAlike(layout, word, offset, width, ref free))
                return null;
        return new UniformRows(layout, offset);
    }

    /// <summary>The locations of an operand; null where they are more than a run each, lie differently in lines, or share some.</summary>
    /// <param name="operand">The operand.</param>
    /// <param name="layout">Layout of the tensor.</param>
    internal static UniformRows? Of(OperandView operand, TensorLayout layout)
    {
        if (layout.BlockWords > 0)
            return null;
        int offset = -1;
        int free = 0;
        foreach (var runs in operand.Locations)
        {
            if (runs.Length != 1 || runs[0].At != 0 || runs[0].Length != operand.Words)
                return null;
            if (offset < 0)
                offset = runs[0].Word % layout.WordsPerLine;
            if (!IsAlike(layout, runs[0].Word, offset, operand.Words, ref free))
                return null;
        }

        return offset < 0 ? null : new UniformRows(layout, offset);
    }

    /// <summary>Lines of some words of a row.</summary>
    internal long LinesOf(IndexRange words) =>
        _layout.LineOf(checked((int)(_offset + words.End - 1))) - _layout.LineOf(checked((int)(_offset + words.First))) + 1;

    /// <summary>Whether a row starts as far from the start of a line as the first, and behind the lines of the one before.</summary>
    private static bool IsAlike(TensorLayout layout, int word, int offset, long width, ref int free)
    {
        if (word % layout.WordsPerLine != offset || layout.LineOf(word) < free)
            return false;
        free = layout.LineOf(checked((int)(word + width - 1))) + 1;
        return true;
    }
}
