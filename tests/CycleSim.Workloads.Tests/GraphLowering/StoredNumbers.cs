using CycleSim.Workloads.Lowering;

namespace CycleSim.Workloads.Tests.GraphLowering;

/// <summary>What stands in the tensors of a step; a word that nobody has written cannot be read.</summary>
internal sealed class StoredNumbers(StepProgram program)
{
    private readonly double[][] _words = [.. program.Tensors.Select(tensor => Enumerable.Repeat(double.NaN, (int)tensor.Words).ToArray())];

    private readonly HashSet<(int Tensor, long Word)> _wiped = [];

    internal static long WordOf(TensorSpec tensor, long slice, long word)
    {
        Assert.InRange(slice, 0, tensor.Slices - 1);
        Assert.InRange(word, 0, tensor.WordsPerSlice - 1);
        return slice * tensor.WordsPerSlice + word;
    }

    internal bool IsWritten(TensorSpec tensor, long word) => !double.IsNaN(_words[tensor.Id][word]);

    internal double Read(TensorSpec tensor, long word)
    {
        double number = _words[tensor.Id][word];
        _wiped.Remove((tensor.Id, word));
        Assert.False(double.IsNaN(number), $"word {word} of {tensor.Name} is read and was not written");
        return number;
    }

    internal double[] Read(Operand operand) => [.. operand.Words.Select(word => Read(operand.Tensor, word))];

    /// <summary>Writes a word. A zero that nobody has read was written for nothing.</summary>
    internal void Write(TensorSpec tensor, long word, double number)
    {
        Assert.False(_wiped.Contains((tensor.Id, word)), $"word {word} of {tensor.Name} is wiped and then written without being read");
        _words[tensor.Id][word] = number;
    }

    /// <summary>Writes a zero where nobody has written.</summary>
    internal void Wipe(TensorSpec tensor, long word)
    {
        Assert.False(IsWritten(tensor, word), $"word {word} of {tensor.Name} is wiped after it was written");
        Write(tensor, word, 0);
        _wiped.Add((tensor.Id, word));
    }

    internal void Write(Operand operand, double[] numbers)
    {
        Assert.Equal(operand.Words.Length, numbers.Length);
        foreach ((long word, double number) in operand.Words.Zip(numbers))
            Write(operand.Tensor, word, number);
    }

    /// <summary>The words of a stream, ascending.</summary>
    internal static long[] Words(VectorStream stream)
    {
        IEnumerable<WordRun> runs = stream.Runs ?? [new WordRun(0, 0, stream.Tensor.WordsPerSlice)];
        return [.. from slice in Enumerable.Range(stream.Slices.First, stream.Slices.Count)
                   from run in runs
                   from i in Enumerable.Range(0, run.Length)
                   select WordOf(stream.Tensor, slice, run.Word + i)];
    }
}
