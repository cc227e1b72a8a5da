namespace CycleSim.Configuration.Keys;

/// <summary>
/// Objects of kinds that are registered under names: others may add kinds of their own before files are read. Reading, messages, schema
/// and reference page follow what is registered at the time.
/// </summary>
public sealed class KeyRegistry : ObjectKinds
{
    private readonly ChoiceTable<Kind> _kinds;
    private DeclaredKey? _key;

    /// <summary>Starts without kinds.</summary>
    /// <param name="name">What the object is.</param>
    /// <param name="meaning">What it describes.</param>
    public KeyRegistry(string name, string meaning)
        : base(name, meaning)
    {
        _kinds = new ChoiceTable<Kind>(name);
    }

    private protected override DeclaredKey Choosing =>
        _key ?? throw new InvalidOperationException($"no key chooses among the kinds of \"{Name}\"");

    private protected override IEnumerable<ObjectKind> Kinds => _kinds.All.Select(kind => kind.Object);

    /// <summary>Declares the key that says which kind an object is, in a set on which the keys of all kinds are based.</summary>
    /// <param name="keys">The set.</param>
    /// <param name="name">The key, e.g. "type".</param>
    /// <param name="meaning">What it chooses, as a sentence.</param>
    public Key<string> DeclareKey(KeySet keys, string name, string meaning)
    {
        ArgumentNullException.ThrowIfNull(keys);
        Key<string> key = keys.Choice(name, meaning, _kinds);
        _key = key;
        return key;
    }

    /// <summary>Adds a kind.</summary>
    /// <param name="name">What files call it, in snake_case.</param>
    /// <param name="meaning">What it is, in a few words.</param>
    /// <param name="keys">Its keys.</param>
    /// <exception cref="ArgumentException">The name is taken or is not snake_case, or the keys lack the one that chooses.</exception>
    public void Register(string name, string meaning, KeySet keys) => Register(name, () => meaning, keys);

    /// <summary>Adds a kind whose meaning depends on the others that are registered.</summary>
    /// <param name="name">What files call it, in snake_case.</param>
    /// <param name="meaning">What it is, in a few words; asked for anew at each use.</param>
    /// <param name="keys">Its keys.</param>
    /// <exception cref="ArgumentException">The name is taken or is not snake_case, or the keys lack the one that chooses.</exception>
    public void Register(string name, Func<string> meaning, KeySet keys)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(keys);
        if (!keys.All.Contains(Choosing))
            throw new ArgumentException($"the keys of \"{name}\" lack \"{Choosing.Name}\"", nameof(keys));
        _kinds.Register(new Kind(new ObjectKind(name, keys), meaning));
    }

    private protected override string NameOf(object value) => (string)value;

    /// <summary>A kind with what it means, which may change while others are registered.</summary>
    private sealed class Kind(ObjectKind kind, Func<string> meaning) : INamedChoice
    {
        public string Name => kind.Name;

        public string Meaning => meaning();

        public ObjectKind Object => kind;
    }
}
