using CycleSim.Cli;
using CycleSim.Configuration.Files;

StandardStreams.Install();
return CommandLine.Run(args);
