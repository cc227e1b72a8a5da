namespace CycleSim.Kernel;

/// <summary>
/// The random numbers of one draw from a <see cref="Distribution"/>: as many as it needs, all from two words of its stream, which select
/// a sequence of <see cref="Philox4x32"/>. A method that rejects some of its candidates therefore takes no more of the stream than others.
/// </summary>
public struct RandomWords
{
    private readonly uint _key0;
    private readonly uint _key1;
    private PhiloxBlock _block;
    private uint _taken;

    /// <summary>Starts the numbers of one draw.</summary>
    /// <param name="selector">What the stream gave for the draw.</param>
    public RandomWords(ulong selector)
    {
        _key0 = (uint)selector;
        _key1 = (uint)(selector >> 32);
    }

    /// <summary>The next uniform number.</summary>
    /// <returns>A multiple of 2^-53 in [0, 1).</returns>
    public double NextDouble()
    {
        bool isFirstHalf = (_taken & 1) == 0;
        if (isFirstHalf)
            _block = Philox4x32.Block(new PhiloxBlock(_taken >> 1, 0, 0, 0), _key0, _key1);
        _taken++;
        ulong word = isFirstHalf ? _block.Word0 | ((ulong)_block.Word1 << 32) : _block.Word2 | ((ulong)_block.Word3 << 32);
        return (word >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>The next uniform number, never 0: what a logarithm can be taken of.</summary>
    /// <returns>A multiple of 2^-53 in (0, 1].</returns>
    public double NextPositive() => 1.0 - NextDouble();

    /// <summary>The next number of mean 0 and variance 1, by the transform of G. E. P. Box and M. E. Muller (1958).</summary>
    /// <returns>A normally distributed number.</returns>
    public double NextNormal()
    {
        double radius = Math.Sqrt(-2 * Math.Log(NextPositive()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }
}
