using CycleSim.Accelerator.Samples;

if (args is [string name] && Catalogue.Samples.TryGetValue(name, out Action<TextWriter>? run))
{
    run(Console.Out);
    return 0;
}

TextWriter output = args.Length == 0 ? Console.Out : Console.Error;
output.WriteLine($"Name one sample: {string.Join(", ", Catalogue.Samples.Keys)}.");
return args.Length == 0 ? 0 : 2;
