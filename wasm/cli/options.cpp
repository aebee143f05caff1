#include "wasm/cli/options.h"

#include <CLI/CLI.hpp>

#include "wasm/cli/arguments.h"
#include "wasm/cli/help.h"

namespace portal::cli {
namespace {

// What was typed is not repeated: somebody may have typed a secret in the wrong place.
CLI::Validator check_for(const std::string& otherwise, std::function<bool(const std::string&)> holds) {
  return CLI::Validator([=](std::string& typed) { return holds(typed) ? "" : otherwise; }, "");
}

class Line {
 public:
  Line() {
    app_.name("portal");
    app_.footer(std::string(kHelpFooter));
    app_.set_help_flag("-h,--help", "This text; each command has one of its own");
    app_.set_version_flag("--version", "portal " PORTAL_VERSION);
    app_.require_subcommand(1);
    app_.fallthrough();
    app_.option_defaults()->group("Options of every command");
    app_.add_option("--server", options_.server, "Where the portal is: https, or http on this machine")
        ->envname("PORTAL_SERVER")
        ->type_name("URL");
    app_.add_option("--login", options_.login, "The email address of the account")
        ->envname("PORTAL_LOGIN")
        ->type_name("EMAIL");
    app_.add_flag("--json", options_.speaks_json, "One JSON object on standard output, whatever happens");
    auto* state = app_.add_option("--state", options_.state, "Where is kept what was seen of the server")
                      ->type_name("DIR");
    app_.add_flag_callback(
            "--no-state", [this] { options_.keeps_state = false; },
            "Keeps nothing; then an old state of the server is not noticed")
        ->excludes(state);
    app_.add_option("--ca", options_.authorities, "Certificates to trust instead of the system's")
        ->check(CLI::ExistingFile.description(""))
        ->type_name("FILE");
    add_accounts();
    add_data();
    add_subscriptions();
    add_exports();
    add_passwords();
    add_deletion();
  }

  std::variant<Options, Printed> parse(std::vector<std::string> arguments) {
    std::reverse(arguments.begin(), arguments.end());
    try {
      app_.parse(std::move(arguments));
    } catch (const CLI::CallForHelp&) {
      return Printed{app_.help()};
    } catch (const CLI::CallForVersion&) {
      return Printed{"portal " PORTAL_VERSION};
    } catch (const CLI::ExtrasError&) {
      return wrong(complaint_about(app_.remaining(true).front()));
    } catch (const CLI::ParseError& error) {
      return wrong(error.what());
    }
    return options_;
  }

 private:
  static Printed wrong(const std::string& why) { return {why + "\nSee portal --help.", true}; }

  CLI::App& command(CLI::App& under, const std::string& name, std::string_view about, std::string_view more,
                    std::optional<Command> command) {
    CLI::App& made = *under.add_subcommand(name, std::string(about));
    made.footer(std::string(more));
    made.fallthrough();
    made.option_defaults()->group("Options");
    if (command) made.callback([this, command] { options_.command = *command; });
    return made;
  }

  void fd(CLI::App& of, const std::string& name, std::optional<int>& to, const std::string& what) {
    of.add_option(name, to, what + " is the next line of this file descriptor")
        ->check(check_for("takes the number of an open file descriptor.", is_open_descriptor))
        ->type_name("N");
  }
  void password(CLI::App& of) { fd(of, "--password-fd", options_.password_fd, "The password"); }
  void new_password(CLI::App& of) {
    fd(of, "--new-password-fd", options_.new_password_fd, "The new password");
  }
  void key_file(CLI::App& of) {
    of.add_option("--recovery-key-out", options_.file,
                  "A new file for the recovery key, instead of the terminal")
        ->type_name("FILE");
  }

  void add_accounts() {
    auto& sign_up =
        command(app_, "sign-up", "Makes an account: asks for the mail, or finishes", kSignUpHelp, {});
    auto* email = sign_up.add_option("EMAIL", options_.login, "Where the link is mailed to");
    auto* finish = sign_up.add_flag_callback(
        "--finish", [] {}, "With the mailed link: choose a password, keep the recovery key");
    finish->excludes(email);
    fd(sign_up, "--link-fd", options_.link_fd, "The link");
    new_password(sign_up);
    key_file(sign_up);
    sign_up.callback([this, finish] {
      options_.command = finish->count() > 0 ? Command::finish_sign_up : Command::ask_for_sign_up;
    });
    password(command(app_, "sign-in", "Checks the password and shows the overview", kSignInHelp,
                     Command::sign_in));
  }

  void add_data() {
    auto& data = command(app_, "data", "Shows and changes what is kept sealed about you", kDataHelp, {});
    data.require_subcommand(1);
    auto& show =
        command(data, "show", "All of it, or the value of one field alone", kDataHelp, Command::show_data);
    item(show, false);
    password(show);
    auto& set =
        command(data, "set", "Saves one field: --value, or standard input", kDataHelp, Command::set_data);
    item(set, true);
    set.add_option("--value", options_.value, "The value; it can be seen by others on this machine");
    password(set);
    auto& clear = command(data, "clear", "Deletes one field, or all that are voluntary", kDataHelp,
                          Command::clear_data);
    auto* voluntary = clear.add_flag_callback(
        "--voluntary", [] {}, "All that are not needed to buy something");
    item(clear, false)->excludes(voluntary);
    password(clear);
    clear.callback([this, voluntary] {
      if (!options_.item && voluntary->count() == 0) throw CLI::RequiredError("FIELD or --voluntary");
      options_.command = Command::clear_data;
    });
  }

  CLI::Option* item(CLI::App& of, bool is_needed) {
    const CLI::callback_t take = [this](const CLI::results_t& given) {
      options_.item = find_item(given.front());
      return true;
    };
    auto* option = of.add_option("FIELD", take, "One of " + all_items());
    option->check(
        check_for("is none that is kept.", [](const auto& name) { return find_item(name).has_value(); }));
    option->type_name("")->required(is_needed);
    return option;
  }

  void add_subscriptions() {
    auto& mail = command(app_, "subscriptions", "Shows and changes which mail you get", kSubscriptionsHelp,
                         Command::show_subscriptions);
    mail.require_subcommand(0, 1);
    password(mail);
    auto& set = command(mail, "set", "Switches one purpose of one list", kSubscriptionsHelp, {});
    set.add_option("LIST", options_.list, "Its id")->required();
    const CLI::callback_t purpose = [this](const CLI::results_t& given) {
      options_.purpose = wire::find_named<wire::Purpose>(given.front()).value_or(options_.purpose);
      return true;
    };
    set.add_option("PURPOSE", purpose, "follow-up, news or marketing")
        ->check(check_for("is follow-up, news or marketing.",
                          [](const auto& name) { return wire::find_named<wire::Purpose>(name).has_value(); }))
        ->type_name("")
        ->required();
    auto* state = set.add_option("STATE", "on or off");
    state->check(check_for("is on or off.", [](const auto& word) { return word == "on" || word == "off"; }));
    state->type_name("")->required();
    auto& stop = command(mail, "stop-all", "Stops all mail, of later lists too", kSubscriptionsHelp, {});
    mail.callback([this, &set, &stop, state] {
      options_.on = state->count() > 0 && state->as<std::string>() == "on";
      options_.command = set.parsed()    ? Command::set_subscription
                         : stop.parsed() ? Command::stop_all_mail
                                         : Command::show_subscriptions;
    });
  }

  void add_exports() {
    auto& make = command(app_, "export", "Writes all that is kept about you into one signed file",
                         kExportHelp, Command::make_export);
    make.add_option("-o,--output", options_.file, "The file; else of a name with the date, here")
        ->type_name("FILE");
    make.add_flag("--force", options_.replaces, "Replaces the file if there is one");
    make.add_flag("--passphrase", options_.seals, "Seals it with a passphrase that is made and printed");
    password(make);
    auto& verify =
        command(app_, "verify", "Checks an export, without any server", kVerifyHelp, Command::verify);
    verify.add_option("ARCHIVE", options_.archive, "The file")->required();
    verify.add_option("--key", options_.key_line, "The key line that has to have signed it")
        ->type_name("LINE");
    fd(verify, "--passphrase-fd", options_.passphrase_fd, "The passphrase");
  }

  void add_passwords() {
    auto& change = command(app_, "change-password", "A new password in place of the old one", kChangeHelp,
                           Command::change_password);
    password(change);
    new_password(change);
    auto& recover =
        command(app_, "recover", "A new password with the recovery key", kRecoverHelp, Command::recover);
    fd(recover, "--recovery-key-fd", options_.recovery_key_fd, "The recovery key");
    new_password(recover);
    key_file(recover);
  }

  void add_deletion() {
    auto& erase = command(app_, "delete", "Deletes the account, after a waiting time", kDeleteHelp, {});
    erase.add_flag("--yes", options_.is_sure, "Does not ask for the address again");
    auto* cancel = erase.add_flag_callback(
        "--cancel", [] {}, "Cancels a deletion that waits");
    password(erase);
    erase.callback([this, cancel] {
      options_.command = cancel->count() > 0 ? Command::cancel_deletion : Command::delete_account;
    });
  }

  CLI::App app_{
      "The privacy portal for the command line. Your password and what is sealed never leave this machine."};
  Options options_;
};

}  // namespace

std::variant<Options, Printed> parse_options(const std::vector<std::string>& arguments) {
  if (auto complaint = find_secret_argument(arguments)) return Printed{*complaint, true};
  return Line().parse(arguments);
}

}  // namespace portal::cli
