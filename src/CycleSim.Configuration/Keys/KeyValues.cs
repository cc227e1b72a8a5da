using System.Collections.Immutable;
using CycleSim.Configuration.Json;
using CycleSim.Platform;

namespace CycleSim.Configuration.Keys;

/// <summary>The values of an object's declared keys, each of the right type and within its range.</summary>
public sealed class KeyValues
{
    private readonly Dictionary<DeclaredKey, object> _values;
    private readonly Dictionary<DeclaredKey, string> _names;

    internal KeyValues(ConfigObject json, KeySet keys, Dictionary<DeclaredKey, object> values, Dictionary<DeclaredKey, string> names)
    {
        Json = json;
        Set = keys;
        _values = values;
        _names = names;
    }

    /// <summary>The object that was read: its file and where it stands.</summary>
    public ConfigObject Json { get; }

    /// <summary>The keys of the object; where a file chooses, the chosen ones.</summary>
    public KeySet Set { get; }

    /// <summary>Whether a key is given.</summary>
    /// <param name="key">The key.</param>
    public bool Has(DeclaredKey key) => _values.ContainsKey(Known(key));

    /// <summary>The value of a key, or its default.</summary>
    /// <param name="key">A key that is required or has a default.</param>
    /// <exception cref="InvalidOperationException">The key is not one of this object, or it is missing and has no default.</exception>
    public T Get<T>(Key<T> key)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(key);
        if (_values.TryGetValue(Known(key), out object? value))
            return (T)value;
        return key.Fallback is { } fallback
            ? fallback.Value
            : throw new InvalidOperationException($"key \"{key.Name}\" is missing and has no default");
    }

    /// <summary>The value of a key, or another value when it is missing.</summary>
    /// <param name="key">The key.</param>
    /// <param name="whenMissing">The other value.</param>
    public T GetOr<T>(Key<T> key, T whenMissing)
        where T : notnull => Has(key) ? Get(key) : whenMissing;

    /// <summary>The value of a key whose range is narrower here, because of another key.</summary>
    /// <param name="key">A key that is required or has a default.</param>
    /// <param name="min">Smallest value.</param>
    /// <param name="max">Largest value; null for that of the declaration.</param>
    /// <exception cref="InputException">The value is out of range.</exception>
    public T Within<T>(Key<T> key, T min, T? max = null)
        where T : struct, IComparable<T>
    {
        T value = Get(key);
        if (value.CompareTo(min) >= 0 && (max is not { } largest || value.CompareTo(largest) <= 0))
            return value;
        string range = max is { } bound ? $"{key.Show(min)} to {key.Show(bound)}" : $"at least {key.Show(min)}";
        throw Error(key, ValueReader.OutOfRange(range));
    }

    /// <summary>The values of an object, or null when the key is missing.</summary>
    /// <param name="key">The key of the object.</param>
    public KeyValues? Find(Key<KeyValues> key) => Has(key) ? Get(key) : null;

    /// <summary>The elements of an array; none when the key is missing.</summary>
    /// <param name="key">The key of the array.</param>
    public ImmutableArray<T> List<T>(Key<ImmutableArray<T>> key) => GetOr(key, []);

    /// <summary>The one of several alternatives that is given.</summary>
    /// <param name="alternatives">Keys of which the set demands exactly one.</param>
    public DeclaredKey OneOf(ImmutableArray<DeclaredKey> alternatives) => alternatives.Single(Has);

    /// <summary>An error about a key's value, to be thrown by the caller.</summary>
    /// <param name="key">The key; it need not be given.</param>
    /// <param name="problem">What is wrong and what is allowed, e.g. "is larger than its input 5x5; allowed: 1 to 5".</param>
    /// <returns>An exception with the message "source(line,column): path.key = value: problem", positioned at the value.</returns>
    public InputException Error(DeclaredKey key, string problem) => Json.Error(_names.GetValueOrDefault(Known(key), key.Name), problem);

    /// <summary>An error about the object as a whole, to be thrown by the caller.</summary>
    /// <param name="problem">What is wrong and what is allowed.</param>
    public InputException Error(string problem) => Json.Error(problem);

    private DeclaredKey Known(DeclaredKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Set.All.Contains(key) ? key : throw new InvalidOperationException($"\"{key.Name}\" is no key of \"{Set.Name}\"");
    }
}
