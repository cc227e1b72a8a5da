using CycleSim.Traces;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Training.Errors;

/// <summary>Bits that hold something else than was written, by the tensor's role and by bit, and words written, by role.</summary>
internal sealed class WrongBitCounts
{
    private readonly long[][] _bits = [.. TensorRoles.All.Select(_ => new long[StoredWord.Bits])];
    private readonly long[] _words = new long[TensorRoles.Count];

    /// <summary>Wrong bits in the tensors of a role by bit position.</summary>
    public IReadOnlyList<long> Bits(TensorRole role) => _bits[(int)role];

    /// <summary>Words written to the tensors of a role, whether their writes can fail or not.</summary>
    public long Words(TensorRole role) => _words[(int)role];

    /// <summary>Wrong bits in the tensors of a role.</summary>
    public long Total(TensorRole role) => _bits[(int)role].Sum();

    /// <summary>Adds other counts.</summary>
    public void Add(WrongBitCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (int role = 0; role < TensorRoles.Count; role++)
        {
            _words[role] += other._words[role];
            for (int bit = 0; bit < StoredWord.Bits; bit++)
                _bits[role][bit] += other._bits[role][bit];
        }
    }

    /// <summary>All numbers, for a checkpoint: per role the words and the bits.</summary>
    internal IEnumerable<long> Numbers => Enumerable.Range(0, TensorRoles.Count).SelectMany(role => _bits[role].Prepend(_words[role]));

    /// <summary>Sets what <see cref="Numbers"/> gave.</summary>
    internal void Set(IReadOnlyList<long> numbers)
    {
        for (int role = 0; role < TensorRoles.Count; role++)
        {
            _words[role] = numbers[role * (StoredWord.Bits + 1)];
            for (int bit = 0; bit < StoredWord.Bits; bit++)
                _bits[role][bit] = numbers[role * (StoredWord.Bits + 1) + 1 + bit];
        }
    }

    /// <summary>The wrong bits as results write them.</summary>
    /// <param name="states">Those in states of the optimizer, as the role of weights.</param>
    internal WrongBits ToRecord(WrongBitCounts states) => new()
    {
        OptimizerStates = states.BitsIfAny(TensorRole.Weight),
        Activations = BitsIfAny(TensorRole.Activation),
        Weights = BitsIfAny(TensorRole.Weight),
        Errors = BitsIfAny(TensorRole.Error),
    };

    internal void CountWords(TensorRole role, long words) => _words[(int)role] += words;

    internal Span<long> BitsOf(TensorRole role) => _bits[(int)role];

    private IReadOnlyList<long>? BitsIfAny(TensorRole role) => Total(role) > 0 ? Bits(role) : null;
}
