using System.Collections.Immutable;
using CycleSim.Configuration.Text;

namespace CycleSim.Configuration.Keys;

/// <summary>Objects of several kinds that are all known when the program is built.</summary>
/// <typeparam name="T">The enumeration of the kinds.</typeparam>
public sealed class KeyChoice<T> : ObjectKinds
    where T : struct, Enum
{
    private readonly ObjectKind[] _kinds;

    /// <summary>Declares the kinds.</summary>
    /// <param name="name">What the object is.</param>
    /// <param name="meaning">What it describes.</param>
    /// <param name="key">The key that says which kind it is; each kind has it.</param>
    /// <param name="kinds">The keys of each kind.</param>
    public KeyChoice(string name, string meaning, Key<T> key, ImmutableArray<(T Value, KeySet Keys)> kinds)
        : base(name, meaning)
    {
        Choosing = key;
        _kinds = [.. kinds.Select(kind => new ObjectKind(EnumName.Of(kind.Value), kind.Keys))];
    }

    private protected override DeclaredKey Choosing { get; }

    private protected override IEnumerable<ObjectKind> Kinds => _kinds;

    private protected override string NameOf(object value) => EnumName.Of((T)value);
}
