using System.Collections.Immutable;

namespace CycleSim.Device.Codes;

/// <summary>The finite field of 2^m elements, by tables of the powers of its primitive element.</summary>
internal sealed class GaloisField
{
    /// <summary>Smallest degree m.</summary>
    internal const int MinDegree = 3;

    /// <summary>Largest degree m.</summary>
    internal const int MaxDegree = 13;

    // One primitive polynomial for each degree from 3; bit i stands for x^i.
    private static readonly ImmutableArray<int> PrimitivePolynomials =
        [0xB, 0x13, 0x25, 0x43, 0x89, 0x11D, 0x211, 0x409, 0x805, 0x1053, 0x201B];

    private readonly int[] _powers;
    private readonly int[] _logarithms;

    /// <summary>Makes the tables.</summary>
    /// <param name="degree">The degree m, <see cref="MinDegree"/> to <see cref="MaxDegree"/>.</param>
    internal GaloisField(int degree)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degree, MinDegree);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(degree, MaxDegree);
        Degree = degree;
        Order = (1 << degree) - 1;
        _powers = new int[2 * Order];
        _logarithms = new int[Order + 1];
        int element = 1;
        for (int k = 0; k < Order; k++)
        {
            _powers[k] = _powers[k + Order] = element;
            _logarithms[element] = k;
            element <<= 1;
            if (element > Order)
                element ^= PrimitivePolynomials[degree - MinDegree];
        }
    }

    /// <summary>The degree m.</summary>
    internal int Degree { get; }

    /// <summary>2^m - 1: the number of elements that are not 0, and the length of a cyclic code.</summary>
    internal int Order { get; }

    /// <summary>The primitive element to a power.</summary>
    /// <param name="exponent">The power, at least 0.</param>
    internal int Power(long exponent) => _powers[exponent % Order];


    internal int Multiply(int a, int b) => a == 0 || b == 0 ? 0 : _powers[_logarithms[a] + _logarithms[b]];

    /// <summary>The quotient; the divisor must not be 0.</summary>
    internal int Divide(int a, int b) => a == 0 ? 0 : _powers[_logarithms[a] + Order - _logarithms[b]];
}
