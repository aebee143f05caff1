#include "wasm/cli/commands.h"

namespace portal::cli {

void sign_in(Run& run) {
  if (!run.sign_in_to("/")) return;
  const core::Model& model = run.client.model();
  const core::Session& session = *run.client.session();
  const wire::Account& account = *model.account;
  run.report.account = AccountReport{account.login,
                                     model.trust->realm,
                                     account.created,
                                     account.password_changed,
                                     account.signed_in,
                                     account.signed_in_before,
                                     session.credential_version,
                                     session.amk_version,
                                     session.recovery_version,
                                     model.owner_key_line,
                                     account.erase_due};
  run.report.text = run.screen() + "\nVersions: password " + std::to_string(session.credential_version) +
                    ", keys " + std::to_string(session.amk_version) + ", recovery key " +
                    std::to_string(session.recovery_version) + "\nKey line: " + model.owner_key_line + "\n";
  run.conclude();
  run.sign_out();
}

}  // namespace portal::cli
