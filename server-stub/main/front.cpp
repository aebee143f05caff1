#include "server-stub/main/front.h"

#include "server-stub/http/answer.h"

namespace portal::server {
namespace {

Response answer_for_app(App& app, const HeaderPolicy& policy, const Request& request) {
  const bool is_read = request.method == "GET" || request.method == "HEAD";
  if (!is_read && is_foreign(request, policy)) return fault_answer(403, on_wire(Fault::out_of_scope).name);
  return app.handle(request);
}

}  // namespace

Service make_front(App& app, const Assets& assets, const HeaderPolicy& policy) {
  const auto handle = [&](const Request& request) {
    if (!App::answers(request.path())) return assets.answer(request);
    Response response = answer_for_app(app, policy, request);
    add_fields(response, api_fields(policy));
    return response;
  };
  return {.handle = handle, .body_limit = App::largest_body};
}

}  // namespace portal::server
