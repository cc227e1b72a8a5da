using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Configuration.Keys;

/// <summary>
/// The keys of one kind of JSON object, in the order of their declaration. A declaring class holds the set and each key it makes in static
/// fields, next to the reader: who reads an object can take no key that is not declared here.
/// </summary>
public sealed class KeySet : ObjectKeys
{
    // Editors put it at the root to know a file's schema.
    private const string SchemaKey = "$schema";

    private const int MaxUnknownKeysShown = 10;

    private readonly List<DeclaredKey> _keys = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<ImmutableArray<DeclaredKey>> _alternatives = [];

    /// <summary>Starts a set.</summary>
    /// <param name="name">What the object is, e.g. "machine"; unique within a file.</param>
    /// <param name="meaning">What it describes, as a sentence.</param>
    /// <param name="basis">A set whose keys belong to this one too.</param>
    public KeySet(string name, string meaning, KeySet? basis = null)
        : base(name, meaning)
    {
        if (basis is null)
            return;
        basis._keys.ForEach(Declare);
        _alternatives.AddRange(basis._alternatives);
    }

    /// <summary>All keys.</summary>
    public IReadOnlyList<DeclaredKey> All => _keys;

    /// <summary>Groups of which an object must have exactly one key.</summary>
    public IReadOnlyList<ImmutableArray<DeclaredKey>> Alternatives => _alternatives;

    internal override IEnumerable<KeySet> Sets => [this];

    /// <summary>Declares a string.</summary>
    /// <param name="name">The key.</param>
    /// <param name="meaning">What it says, as a sentence.</param>
    /// <param name="fallback">Value of a missing key; null makes it required, unless <paramref name="whenMissing"/> is given.</param>
    /// <param name="canBeEmpty">Whether it may be empty.</param>
    /// <param name="whenMissing">What a missing key means, in words.</param>
    public Key<string> String(string name, string meaning, string? fallback = null, bool canBeEmpty = true, string whenMissing = "") =>
        Add(new Key<string>(name, meaning, new StringType(canBeEmpty), new() { WhenMissing = whenMissing }, Default(fallback)));

    /// <summary>Declares a whole number.</summary>
    /// <param name="name">The key.</param>
    /// <param name="meaning">What it says, as a sentence.</param>
    /// <param name="min">Smallest value.</param>
    /// <param name="max">Largest value.</param>
    /// <param name="unit">Its unit; empty for a mere number.</param>
    /// <param name="fallback">Value of a missing key; null makes it required, unless <paramref name="whenMissing"/> is given.</param>
    /// <param name="whenMissing">What a missing key means, in words.</param>
    public Key<int> Int(string name, string meaning, int min, int max, string unit = "", int? fallback = null, string whenMissing = "") =>
        Add(new Key<int>(name, meaning, new IntType(min, max), new() { Unit = unit, WhenMissing = whenMissing }, Default(fallback)));

    /// <summary>Declares a 64-bit whole number.</summary>
    /// <param name="name">The key.</param>
    /// <param name="meaning">What it says, as a sentence.</param>
    /// <param name="min">Smallest value.</param>
    /// <param name="max">Largest value.</param>
    /// <param name="unit">Its unit; empty for a mere number.</param>
    public Key<long> Long(string name, string meaning, long min, long max, string unit = "") =>
        Add(new Key<long>(name, meaning, new WholeType(min, max), new() { Unit = unit }));

    /// <summary>Declares a power of two.</summary>
    /// <param name="name">The key.</param>
    /// <param name="meaning">What it says, as a sentence.</param>
    /// <param name="max">Largest value.</param>
    /// <param name="fallback">Value of a missing key; null makes it required.</param>
    /// <param name="min">Smallest value, a power of two.</param>
    /// <param name="unit">Its unit; empty for a mere number.</param>
    public Key<int> PowerOfTwo(string name, string meaning, int max, int? fallback = null, int min = 1, string unit = "") =>
        Add(new Key<int>(name, meaning, new PowerOfTwoType(min, max), new() { Unit = unit }, Default(fallback)));

    /// <summary>Declares a finite number.</summary>
    /// <param name="name">The key.</param>
    /// <param name="meaning">What it says, as a sentence.</param>
    /// <param name="min">Smallest value.</param>
    /// <param name="max">Largest value.</param>
    /// <param name="unit">Its unit; empty for a mere number.</param>
    /// <param name="fallback">Value of a missing key; null makes it required, unless <paramref name="whenMissing"/> is given.</param>
    /// <param name="whenMissing">What a missing key means, in words.</param>
    public Key<double> Number(
        string name, string meaning, double min, double max, string unit = "", double? fallback = null, string whenMissing = "") =>
        Number(name, meaning, new NumberRange(min, max), unit, fallback, whenMissing);

    /// <summary>Declares a finite number whose range is declared elsewhere.</summary>
    /// <param name="name">The key.</param>
    /// <param name="meaning">What it says, as a sentence.</param>
    /// <param name="range">The range.</param>
    /// <param name="unit">Its unit; empty for a mere number.</param>
    /// <param name="fallback">Value of a missing key; null makes it required, unless <paramref name="whenMissing"/> is given.</param>
    /// <param name="whenMissing">What a missing key means, in words.</param>
    public Key<double> Number(
        string name, string meaning, NumberRange range, string unit = "", double? fallback = null, string whenMissing = "")
    {
        ArgumentNullException.ThrowIfNull(range);
        return Add(new Key<double>(
            name, meaning, new NumberType(range), new() { Unit = unit, WhenMissing = whenMissing }, Default(fallback)));
    }

    /// <summary>Declares a switch.</summary>
    /// <param name="name">The key.</param>
    /// <param name="meaning">What true says, as a sentence.</param>
    /// <param name="fallback">Value of a missing key; null makes it required.</param>
    public Key<bool> Bool(string name, string meaning, bool? fallback = null) =>
        Add(new Key<bool>(name, meaning, new BoolType(), new(), Default(fallback)));

    /// <summary>Declares a choice among named values.</summary>
    /// <typeparam name="T">The enumeration; files write its members in snake_case.</typeparam>
    /// <param name="name">The key.</param>
    /// <param name="meaning">What it chooses, as a sentence.</param>
    /// <param name="values">The values with their meanings, one for each member.</param>
    /// <param name="fallback">Value of a missing key; null makes it required, unless <paramref name="whenMissing"/> is given.</param>
    /// <param name="whenMissing">What a missing key means, in words.</param>
    /// <param name="formerNames">Names of the key in earlier versions, read with a note.</param>
    public Key<T> Enum<T>(
        string name, string meaning, ImmutableArray<EnumValue<T>> values, T? fallback = null, string whenMissing = "",
        ImmutableArray<string>? formerNames = null)
        where T : struct, Enum =>
        Add(new Key<T>(
            name, meaning, new EnumType<T>(values), new() { WhenMissing = whenMissing, FormerNames = formerNames ?? [] },
            Default(fallback)));

    /// <summary>Declares a choice among what a table holds, which a program can add to.</summary>
    /// <param name="name">The key.</param>
    /// <param name="meaning">What it chooses, as a sentence.</param>
    /// <param name="choices">The table.</param>
    /// <param name="fallback">Value of a missing key; null makes it required, unless <paramref name="whenMissing"/> is given.</param>
    /// <param name="whenMissing">What a missing key means, in words.</param>
    /// <param name="formerNames">Names of the key in earlier versions, read with a note.</param>
    public Key<string> Choice(
        string name, string meaning, IChoices choices, string? fallback = null, string whenMissing = "",
        ImmutableArray<string>? formerNames = null) =>
        Add(new Key<string>(
            name, meaning, new NameType(choices),
            new() { WhenMissing = whenMissing, FormerNames = formerNames ?? [] }, Default(fallback)));

    /// <summary>Declares a size in bytes: a string such as "48 MiB", or a whole number.</summary>
    /// <param name="name">The key.</param>
    /// <param name="meaning">What it says, as a sentence.</param>
    /// <param name="whenMissing">What a missing key means, in words; empty makes it required.</param>
    public Key<long> Bytes(string name, string meaning, string whenMissing = "") =>
        Add(new Key<long>(name, meaning, new BytesType(), new() { WhenMissing = whenMissing }));

    /// <summary>Declares an object.</summary>
    /// <param name="name">The key.</param>
    /// <param name="meaning">What it describes, as a sentence.</param>
    /// <param name="keys">The keys of the object.</param>
    /// <param name="whenMissing">What a missing key means, in words; empty makes it required.</param>
    /// <param name="formerNames">Names of the key in earlier versions, read with a note.</param>
    public Key<KeyValues> Object(
        string name, string meaning, ObjectKeys keys, string whenMissing = "", ImmutableArray<string>? formerNames = null) =>
        Add(new Key<KeyValues>(
            name, meaning, new ObjectType(keys), new() { WhenMissing = whenMissing, FormerNames = formerNames ?? [] }));

    /// <summary>Declares an object of whole numbers whose names another file declares.</summary>
    /// <param name="name">The key.</param>
    /// <param name="meaning">What it says, as a sentence.</param>
    /// <param name="min">Smallest number.</param>
    /// <param name="max">Largest number.</param>
    /// <param name="unit">Unit of the numbers.</param>
    public Key<NumberMap> NumberMap(string name, string meaning, int min, int max, string unit = "") =>
        Add(new Key<NumberMap>(name, meaning, new NumberMapType(min, max), new() { Unit = unit }));

    /// <summary>Declares a number in whose place an object may stand.</summary>
    /// <param name="name">The key.</param>
    /// <param name="meaning">What it says, as a sentence.</param>
    /// <param name="min">Smallest number.</param>
    /// <param name="max">Largest number.</param>
    /// <param name="unit">Unit of the number.</param>
    /// <param name="keys">The keys of the object.</param>
    public Key<NumberOrObject> NumberOrObject(string name, string meaning, double min, double max, string unit, ObjectKeys keys) =>
        Add(new Key<NumberOrObject>(name, meaning, new NumberOrObjectType(new NumberType(new(min, max)), keys), new() { Unit = unit }));

    /// <summary>Declares a string in whose place an object may stand.</summary>
    /// <param name="name">The key.</param>
    /// <param name="meaning">What it says, as a sentence.</param>
    /// <param name="keys">The keys of the object.</param>
    public Key<StringOrObject> StringOrObject(string name, string meaning, ObjectKeys keys) =>
        Add(new Key<StringOrObject>(name, meaning, new StringOrObjectType(keys), new()));

    /// <summary>Declares an array of objects.</summary>
    /// <param name="name">The key.</param>
    /// <param name="meaning">What it lists, as a sentence.</param>
    /// <param name="keys">The keys of each.</param>
    /// <param name="min">Smallest number of objects.</param>
    /// <param name="max">Largest number of objects.</param>
    /// <param name="whenMissing">What a missing key means, in words; empty makes it required.</param>
    public Key<ImmutableArray<KeyValues>> Objects(
        string name, string meaning, ObjectKeys keys, int min = 0, int max = int.MaxValue, string whenMissing = "") =>
        List(name, meaning, new ObjectType(keys), min, max, new() { WhenMissing = whenMissing });

    /// <summary>Declares an object that says which keys of its file are different, for <see cref="ConfigObject.With"/>.</summary>
    /// <param name="name">The key.</param>
    /// <param name="meaning">What it changes, as a sentence.</param>
    public Key<ConfigObject> Change(string name, string meaning) => Add(new Key<ConfigObject>(name, meaning, new ChangeType(), new()));

    /// <summary>Declares an object of lists of changes of another file, for <see cref="ConfigObject.ChangesOf"/>.</summary>
    /// <param name="name">The key.</param>
    /// <param name="meaning">What it varies, as a sentence.</param>
    /// <param name="whenMissing">What a missing key means, in words.</param>
    public Key<ConfigObject> Axes(string name, string meaning, string whenMissing) =>
        Add(new Key<ConfigObject>(name, meaning, new AxesType(), new() { WhenMissing = whenMissing }));

    /// <summary>Declares an array of strings.</summary>
    /// <param name="name">The key.</param>
    /// <param name="meaning">What it lists, as a sentence.</param>
    /// <param name="min">Smallest number of strings.</param>
    /// <param name="max">Largest number of strings.</param>
    /// <param name="whenMissing">What a missing key means, in words; empty makes it required.</param>
    public Key<ImmutableArray<string>> Strings(
        string name, string meaning, int min = 0, int max = int.MaxValue, string whenMissing = "") =>
        List(name, meaning, new StringType(canBeEmpty: true), min, max, new() { WhenMissing = whenMissing });

    /// <summary>Declares an array of finite numbers.</summary>
    /// <param name="name">The key.</param>
    /// <param name="meaning">What it lists, as a sentence.</param>
    /// <param name="minValue">Smallest value of each.</param>
    /// <param name="maxValue">Largest value of each.</param>
    /// <param name="unit">Their unit; empty for mere numbers.</param>
    /// <param name="min">Smallest number of values.</param>
    /// <param name="max">Largest number of values.</param>
    /// <param name="whenMissing">What a missing key means, in words; empty makes it required.</param>
    public Key<ImmutableArray<double>> Numbers(
        string name, string meaning, double minValue, double maxValue, string unit = "", int min = 0, int max = int.MaxValue,
        string whenMissing = "") =>
        List(name, meaning, new NumberType(new(minValue, maxValue)), min, max, new() { Unit = unit, WhenMissing = whenMissing });

    /// <summary>Declares a size in several directions: a whole number for all, or an array of one for each.</summary>
    /// <param name="name">The key.</param>
    /// <param name="meaning">What it says, as a sentence.</param>
    /// <param name="min">Smallest value of each.</param>
    /// <param name="max">Largest value of each.</param>
    /// <param name="counts">Allowed lengths of the array.</param>
    /// <param name="fallback">Value of a missing key; null makes it required, unless <paramref name="whenMissing"/> is given.</param>
    /// <param name="whenMissing">What a missing key means, in words.</param>
    public Key<ImmutableArray<int>> Sizes(
        string name, string meaning, int min, int max, ImmutableArray<int> counts, int? fallback = null, string whenMissing = "") =>
        Add(new Key<ImmutableArray<int>>(
            name, meaning, new SizesType(min, max, counts), new() { WhenMissing = whenMissing },
            fallback is { } all ? new Fallback<ImmutableArray<int>>([all]) : null));

    /// <summary>Declares an array of whole numbers.</summary>
    /// <param name="name">The key.</param>
    /// <param name="meaning">What it lists, as a sentence.</param>
    /// <param name="minValue">Smallest value of each.</param>
    /// <param name="maxValue">Largest value of each.</param>
    /// <param name="min">Smallest number of values.</param>
    public Key<ImmutableArray<int>> Ints(string name, string meaning, int minValue, int maxValue, int min = 0) =>
        List(name, meaning, new IntType(minValue, maxValue), min, int.MaxValue, new());

    /// <summary>Declares an array of sizes in bytes.</summary>
    /// <param name="name">The key.</param>
    /// <param name="meaning">What it lists, as a sentence.</param>
    /// <param name="min">Smallest number of sizes.</param>
    /// <param name="whenMissing">What a missing key means, in words; empty makes it required.</param>
    public Key<ImmutableArray<long>> Sizes(string name, string meaning, int min = 0, string whenMissing = "") =>
        List(name, meaning, new BytesType(), min, int.MaxValue, new() { WhenMissing = whenMissing });

    /// <summary>Declares a key of another object here too, as an optional one without default.</summary>
    /// <param name="key">The other object's key.</param>
    /// <param name="whenMissing">What a missing key means, in words.</param>
    public Key<T> Optional<T>(Key<T> key, string whenMissing)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(key);
        return Add(key.Optional(whenMissing));
    }

    /// <summary>Demands exactly one of several optional keys.</summary>
    /// <param name="keys">The keys, declared before, each with words for when it is missing.</param>
    /// <exception cref="ArgumentException">One of them is required or has a default.</exception>
    public ImmutableArray<DeclaredKey> ExactlyOne(params ImmutableArray<DeclaredKey> keys)
    {
        if (keys.Any(key => key.WhenMissing.Length == 0 || !_keys.Contains(key)))
            throw new ArgumentException("alternatives are optional keys of this set without a default", nameof(keys));
        _alternatives.Add(keys);
        return keys;
    }

    internal override KeySet Choose(ConfigObject json) => this;

    internal override JsonObject Schema() => SchemaWriter.Object(this);

    internal override string Condition(KeySet keys) => "";

    internal KeyValues ReadValues(ConfigObject json)
    {
        Dictionary<DeclaredKey, string> given = NamesGiven(json);
        RejectUnknown(json, given);
        Dictionary<DeclaredKey, object> values = [];
        foreach (DeclaredKey key in _keys)
        {
            if (given.TryGetValue(key, out string? name))
                values.Add(key, key.ReadBoxed(json.Find(name)!));
            else if (key.IsRequired)
                throw json.Error($"key \"{key.Name}\" is missing");
        }

        foreach (ImmutableArray<DeclaredKey> keys in _alternatives)
            CheckOne(json, keys, given);
        return new(json, this, values, given);
    }

    /// <summary>The name under which the object has each key: its own, or an old one, which is noted.</summary>
    private Dictionary<DeclaredKey, string> NamesGiven(ConfigObject json)
    {
        Dictionary<DeclaredKey, string> given = [];
        foreach (DeclaredKey key in _keys)
        {
            string[] names = [.. key.FormerNames.Prepend(key.Name).Where(json.Has)];
            if (names.Length > 1)
                throw json.Error(names[1], $"is the old name of \"{key.Name}\"; give one of them");
            if (names.Length == 0)
                continue;
            given.Add(key, names[0]);
            if (names[0] != key.Name)
            {
                InputNotes.Say(json.AtKey(
                    names[0], $"key \"{names[0]}\" is now \"{key.Name}\"; a later version will no longer read the old name"));
            }
        }

        return given;
    }

    private void RejectUnknown(ConfigObject json, Dictionary<DeclaredKey, string> given)
    {
        HashSet<string> known = [.. given.Values];
        string[] unknown = [.. json.Keys.Where(key => !known.Contains(key) && !(key == SchemaKey && json.Path.Length == 0))];
        if (unknown.Length == 0)
            return;

        string[] names = [.. _keys.Select(key => key.Name)];
        List<string> lines = [.. unknown.Take(MaxUnknownKeysShown).Select(key => json.AtKey(
            key, $"unknown key {QuotedText.Of(key)}{Suggestion.Phrase(key, names)}; allowed: {string.Join(", ", names)}"))];
        if (unknown.Length > MaxUnknownKeysShown)
            lines.Add($"and {unknown.Length - MaxUnknownKeysShown} more");
        throw new InputException(string.Join('\n', lines));
    }

    private static void CheckOne(ConfigObject json, ImmutableArray<DeclaredKey> keys, Dictionary<DeclaredKey, string> given)
    {
        string[] names = [.. keys.Where(given.ContainsKey).Select(key => given[key])];
        if (names.Length == 1)
            return;
        string all = string.Join(", ", keys.Select(key => key.Name));
        throw json.Error(names.Length == 0 ? $"give exactly one of {all}" : $"give one of {all}, not {string.Join(" and ", names)}");
    }

    private Key<ImmutableArray<T>> List<T>(string name, string meaning, KeyType<T> item, int min, int max, KeyOptions options)
        where T : notnull =>
        Add(new Key<ImmutableArray<T>>(name, meaning, new ListType<T>(item, min, max), options));

    private Key<T> Add<T>(Key<T> key)
        where T : notnull
    {
        Declare(key);
        return key;
    }

    private void Declare(DeclaredKey key)
    {
        foreach (string name in key.FormerNames.Prepend(key.Name))
            if (!_names.Add(name))
                throw new ArgumentException($"key \"{key.Name}\" is declared twice", nameof(key));
        _keys.Add(key);
    }

    private static Fallback<T>? Default<T>(T? value)
        where T : struct => value is { } known ? new(known) : null;

    private static Fallback<string>? Default(string? value) => value is null ? null : new(value);
}
