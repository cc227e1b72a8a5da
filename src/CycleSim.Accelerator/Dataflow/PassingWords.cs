namespace CycleSim.Accelerator.Dataflow;

/// <summary>Neighbouring words of a slice that pass one in each step, as the lines that hold them.</summary>
internal static class PassingWords
{
    /// <summary>The pattern, whose lines count from that of the first word.</summary>
    /// <param name="table">Keeps patterns.</param>
    /// <param name="layout">Layout of the tensor.</param>
    /// <param name="first">First word.</param>
    /// <param name="count">Number of words, at least 1.</param>
    /// <param name="isWrite">A line is written with its last word; otherwise it is read with its first one.</param>
    internal static LinePattern Pattern(PatternTable table, TensorLayout layout, int first, int count, bool isWrite)
    {
        int firstLine = layout.LineOf(first);
        int end = first + count;
        foreach ((int line, int bytes) in layout.BytesOfWords(first, count).OrderBy(part => StepOf(part.Line)))
            table.Add(StepOf(line), line - firstLine, bytes, line - firstLine, 0);
        return table.Take();

        int StepOf(int line) => isWrite
            ? Math.Min(layout.EndOf(line), end) - first - 1
            : Math.Max(layout.StartOf(line), first) - first;
    }
}
