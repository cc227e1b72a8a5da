using CycleSim.Accelerator.Machine;

namespace CycleSim.Accelerator.Tests.Dataflows;

/// <summary>Operands of a small GEMM with different words, and what an array under test adds up.</summary>
internal sealed class SteppedOperands
{
    private readonly long[,] _first;
    private readonly long[,] _second;
    private readonly long[,] _sums;

    internal SteppedOperands(GemmShape gemm)
    {
        (M, N, K) = ((int)gemm.M, (int)gemm.N, (int)gemm.K);
        _first = new long[M, K];
        _second = new long[K, N];
        _sums = new long[M, N];
        for (int k = 0; k < K; k++)
        {
            for (int m = 0; m < M; m++)
                _first[m, k] = 1 + (m * 31 + k * 17 + m * k) % 97;
            for (int n = 0; n < N; n++)
                _second[k, n] = 1 + (n * 29 + k * 13 + n * k * 5) % 89;
        }
    }

    internal int M { get; }

    internal int N { get; }

    internal int K { get; }

    internal long Writes { get; private set; }

    internal long Reads { get; private set; }

    /// <summary>A word of the first operand; null outside the matrix.</summary>
    internal long? First(int m, int k) => m < M && k < K ? _first[m, k] : null;

    /// <summary>A word of the second operand; null outside the matrix.</summary>
    internal long? Second(int k, int n) => k < K && n < N ? _second[k, n] : null;

    /// <summary>Puts a sum in the accumulator buffer, or adds it to what is there.</summary>
    internal void Accumulate(int m, int n, long value, bool isFirst)
    {
        if (m >= M || n >= N)
            return;
        Writes++;
        Reads += isFirst ? 0 : 1;
        _sums[m, n] = isFirst ? value : _sums[m, n] + value;
    }

    /// <summary>Whether the accumulator buffer holds the product.</summary>
    internal bool IsProduct() => Enumerable.Range(0, M).All(m => Enumerable.Range(0, N).All(n =>
        _sums[m, n] == Enumerable.Range(0, K).Sum(k => _first[m, k] * _second[k, n])));
}
